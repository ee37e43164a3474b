import './style/base.css';
import './style/head.css';
import './style/table.css';
import './style/parts.css';
import { App } from './app';

new App(document.body).start();
