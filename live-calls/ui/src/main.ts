import './style/base.css';
import './style/table.css';
import './style/views.css';
import './style/trace.css';
import './style/endpoint.css';
import { App } from './app';

new App(document.body).start();
